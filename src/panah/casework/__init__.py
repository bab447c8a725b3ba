"""The spine: cases, subjects, work items, `act()`, worklists and deadlines."""
