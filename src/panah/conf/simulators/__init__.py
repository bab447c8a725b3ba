"""A bank and providers of texts and calls to try Panah with: servers of their own, which speak the contracts.

They keep what they are told in memory and know nothing of Panah. `behaviour` says how they answer: `prompt`, `slow`,
`silent`, `garbled` or `refusing`; a switch sets it for one system, the header `Panah-Simulate` for one request.
"""
