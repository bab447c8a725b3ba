"""Placing counted classes at counted slots at the least cost: one minimum-cost flow.

The solver is OR-tools' cost-scaling push-relabel (Apache 2.0). It is exact in whole numbers and, given the same arcs
in the same order, always gives the same flow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

type Column = np.ndarray[tuple[int], np.dtype[np.int64]]
type Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """Which class may go to which slot, and what one placing costs; three equally long columns."""

    classes: Column
    slots: Column
    costs: Column


def place(
    *, sizes: Sequence[int], places: Sequence[int], arcs: Arcs, dear: Sequence[bool]
) -> list[tuple[int, int, int]]:
    """Give (class, slot, how many) for everybody who finds a place; who is missing found none.

    As many as possible are placed; where not all can be, classes marked `dear` come first; then the cost decides. To
    leave somebody out costs more than any chain of moves that would make room, and leaving out one who is dear more
    than that again.
    """
    if not sizes:
        return []
    held = np.asarray(sizes, dtype=np.int64)
    room = np.asarray(places, dtype=np.int64)
    flows = _solve(_network(held, room, arcs, np.asarray(dear, dtype=bool)), held)[: len(arcs.classes)]
    used = np.flatnonzero(flows)
    return [(int(arcs.classes[i]), int(arcs.slots[i]), int(flows[i])) for i in used]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Arcs between nodes: classes first, then slots, then those left out, then the sink."""

    tails: Column
    heads: Column
    capacities: Column
    costs: Column


def _network(held: Column, room: Column, arcs: Arcs, dear: Flags) -> Network:
    n, m = len(held), len(room)
    left_out = (int(arcs.costs.max(initial=0)) + 1) * (m + 1)
    waiting, sink = n + m, n + m + 1
    ways = np.minimum(held[arcs.classes], room[arcs.slots])
    return Network(
        tails=np.concatenate([arcs.classes, np.arange(n), n + np.arange(m), [waiting]]),
        heads=np.concatenate([n + arcs.slots, np.full(n, waiting), np.full(m, sink), [sink]]),
        capacities=np.concatenate([ways, held, room, [held.sum()]]),
        costs=np.concatenate(
            [arcs.costs, np.where(dear, 2 * left_out, left_out), np.zeros(m + 1, dtype=np.int64)]
        ),
    )


def _solve(network: Network, supply: Column) -> Column:
    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tails.astype(np.int32), network.heads.astype(np.int32), network.capacities, network.costs
    )
    sink = int(network.heads[-1])
    nodes = np.append(np.arange(len(supply)), sink).astype(np.int32)
    solver.set_nodes_supplies(nodes, np.append(supply, -supply.sum()))
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise RuntimeError(f"the flow was not solved: {status}")
    flows: Column = solver.flows(arcs)
    return flows
