"""One model of dispatch, written for each simulator.

Squares of 10 x 10 cells of a kilometre, each with people of its own. Reports come as a Poisson process
from all cells alike; the nearest free person of the square comes, by streets at half a kilometre a
minute, and stays for an exponential time of 20 minutes, then waits there. Where nobody is free the
report waits, first come, first served. Every function returns the mean response in minutes and how
many reports were served.
"""
import collections
import heapq
import random

SIDE = 10
MINUTES_PER_CELL = 2.0
ON_SCENE = 20.0


class World:
    """Chance, and where people stand; the same for every simulator."""

    def __init__(self, squares, people, per_minute, seed=1):
        posts = random.Random(7)
        self.chance = random.Random(seed)
        self.squares = squares
        self.rate = per_minute * squares
        self.place = [[posts.randrange(SIDE * SIDE) for _ in range(people)] for _ in range(squares)]
        self.is_free = [[True] * people for _ in range(squares)]
        self.waiting = [collections.deque() for _ in range(squares)]
        self.total = 0.0
        self.served = 0

    def gap(self):
        return self.chance.expovariate(self.rate)

    def report(self):
        """Square, cell, and how long somebody will stay."""
        square = self.chance.randrange(self.squares) if self.squares > 1 else 0
        return square, self.chance.randrange(SIDE * SIDE), self.chance.expovariate(1 / ON_SCENE)

    def nearest(self, square, cell):
        row, places = DISTANCES[cell], self.place[square]
        best, least = None, SIDE * SIDE
        for person, is_free in enumerate(self.is_free[square]):
            if is_free and row[places[person]] < least:
                best, least = person, row[places[person]]
        return best

    def travel(self, square, person, cell):
        return DISTANCES[self.place[square][person]][cell] * MINUTES_PER_CELL

    def arrived(self, response):
        self.total += response
        self.served += 1

    @property
    def result(self):
        return self.total / self.served, self.served


DISTANCES = [[abs(a // SIDE - b // SIDE) + abs(a % SIDE - b % SIDE) for b in range(SIDE * SIDE)]
             for a in range(SIDE * SIDE)]


def simpy_model(world, reports):
    import simpy
    env = simpy.Environment()

    def serve(square, person, reported, cell, stay):
        while True:
            yield env.timeout(world.travel(square, person, cell))
            world.arrived(env.now - reported)
            yield env.timeout(stay)
            world.place[square][person] = cell
            if not world.waiting[square]:
                world.is_free[square][person] = True
                return
            reported, cell, stay = world.waiting[square].popleft()

    def source():
        for _ in range(reports):
            yield env.timeout(world.gap())
            square, cell, stay = world.report()
            person = world.nearest(square, cell)
            if person is None:
                world.waiting[square].append((env.now, cell, stay))
            else:
                world.is_free[square][person] = False
                env.process(serve(square, person, env.now, cell, stay))

    env.process(source())
    env.run()
    return world.result


def salabim_model(world, reports):
    import salabim
    salabim.yieldless(False)
    env = salabim.Environment(trace=False)

    class Serve(salabim.Component):
        def process(self):
            square, person, reported, cell, stay = self.task
            while True:
                yield self.hold(world.travel(square, person, cell))
                world.arrived(env.now() - reported)
                yield self.hold(stay)
                world.place[square][person] = cell
                if not world.waiting[square]:
                    world.is_free[square][person] = True
                    return
                reported, cell, stay = world.waiting[square].popleft()

    class Source(salabim.Component):
        def process(self):
            for _ in range(reports):
                yield self.hold(world.gap())
                square, cell, stay = world.report()
                person = world.nearest(square, cell)
                if person is None:
                    world.waiting[square].append((env.now(), cell, stay))
                else:
                    world.is_free[square][person] = False
                    Serve().task = (square, person, env.now(), cell, stay)

    Source()
    env.run()
    return world.result


def ciw_model(world, reports):
    """One node whose servers are the people; who is nearest is Ciw's server priority."""
    import ciw
    if world.squares > 1:
        raise NotImplementedError("one node has one line")
    cells = {}

    def task(individual):
        if individual.id_number not in cells:
            cells[individual.id_number] = world.report()[1:]
        return cells[individual.id_number]

    class Arrivals(ciw.dists.Distribution):
        def sample(self, t=None, ind=None):
            return world.gap()

    class Service(ciw.dists.Distribution):
        def sample(self, t=None, ind=None):
            person = ind.server.id_number - 1
            cell, stay = task(ind)
            travel = world.travel(0, person, cell)
            world.arrived(t - ind.arrival_date + travel)
            # Nobody asks for the place before the person is free again.
            world.place[0][person] = cell
            del cells[ind.id_number]
            return travel + stay

    def distance(server, individual):
        return DISTANCES[world.place[0][server.id_number - 1]][task(individual)[0]]

    network = ciw.create_network(
        arrival_distributions=[Arrivals()], service_distributions=[Service()],
        number_of_servers=[len(world.place[0])], server_priority_functions=[distance])
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_customers(reports)
    return world.result


def heap_model(world, reports):
    """No simulator: a heap of moments in plain Python."""
    agenda, number = [(world.gap(), 0, None)], 0
    left = reports
    while agenda:
        now, _, task = heapq.heappop(agenda)
        number += 1
        if task is None:
            left -= 1
            square, cell, stay = world.report()
            if left:
                heapq.heappush(agenda, (now + world.gap(), number, None))
            person = world.nearest(square, cell)
            if person is None:
                world.waiting[square].append((now, cell, stay))
                continue
            world.is_free[square][person] = False
        else:
            square, person, reported, cell, stay, is_there = task
            if not is_there:
                world.arrived(now - reported)
                heapq.heappush(
                    agenda, (now + stay, number, (square, person, reported, cell, stay, True)))
                continue
            world.place[square][person] = cell
            if not world.waiting[square]:
                world.is_free[square][person] = True
                continue
            now_reported, cell, stay = world.waiting[square].popleft()
            reported = now_reported
            heapq.heappush(agenda, (now + world.travel(square, person, cell), number,
                                    (square, person, reported, cell, stay, False)))
            continue
        heapq.heappush(agenda, (now + world.travel(square, person, cell), number,
                                (square, person, now, cell, stay, False)))
    return world.result


MODELS = {"SimPy": simpy_model, "Ciw": ciw_model, "salabim": salabim_model, "heapq": heap_model}
