"""Comparisons by other programs: milliseconds for one, the medians of runs."""

import importlib

from deciders import FACETS
from measuring import check, runs


def z3(rules, others, are_equal):
    """A proof, or one request on which the two differ."""
    module = importlib.import_module("z3")
    numbers = {}

    def number(name, term):
        terms = numbers.setdefault(name, {})
        return terms.setdefault(term, len(terms))

    def formula(rules, values):
        def holds(rule):
            tests = [
                module.Or([values[name] == number(name, term) for term in terms])
                for name, terms in rule["terms"].items()
            ]
            if "amountAtLeast" in rule:
                tests.append(module.UGE(values["amount"], rule["amountAtLeast"]))
            if "amountAtMost" in rule:
                tests.append(module.ULE(values["amount"], rule["amountAtMost"]))
            tests.append(module.ULE(values["level"], rule["levelAtMost"]))
            return module.And(tests)

        permits = module.Or([holds(rule) for rule in rules if rule["isPermit"]])
        forbids = module.Or([holds(rule) for rule in rules if not rule["isPermit"]])
        return module.And(permits, module.Not(forbids))

    def compare():
        values = {name: module.BitVec(name, 5) for name in FACETS[:5]}
        values |= {"amount": module.BitVec("amount", 21), "level": module.BitVec("level", 4)}
        solver = module.SolverFor("QF_BV")
        solver.add(formula(rules, values) != formula(others, values))
        check("z3", [str(solver.check())], ["unsat" if are_equal else "sat"])

    return runs(compare) * 1e3


def cudd(rules, others, are_equal):
    """Two diagrams, which are one node if the rules mean the same; numbers last, as is best."""
    module = importlib.import_module("dd.cudd")
    widths = {name: 5 for name in FACETS[:5]} | {"level": 4, "amount": 21}
    numbers = {}

    def number(name, term):
        terms = numbers.setdefault(name, {})
        return terms.setdefault(term, len(terms))

    def compare():
        bdd = module.BDD()
        bits = {
            name: [f"{name}{bit}" for bit in range(width)] for name, width in widths.items()
        }
        bdd.declare(*[bit for names in bits.values() for bit in names])

        def equal(name, value):
            width = widths[name]
            return bdd.cube(
                {bit: bool(value >> (width - 1 - k) & 1) for k, bit in enumerate(bits[name])}
            )

        def at_least(name, value):
            width, result = widths[name], bdd.true
            for k in reversed(range(width)):
                bit = bdd.var(bits[name][k])
                result = bit & result if value >> (width - 1 - k) & 1 else bit | result
            return result

        def holds(rule):
            result = bdd.true
            for name, terms in rule["terms"].items():
                some = bdd.false
                for term in terms:
                    some |= equal(name, number(name, term))
                result &= some
            if "amountAtLeast" in rule:
                result &= at_least("amount", rule["amountAtLeast"])
            if "amountAtMost" in rule:
                result &= ~at_least("amount", rule["amountAtMost"] + 1)
            return result & ~at_least("level", rule["levelAtMost"] + 1)

        def permitted(rules):
            permits, forbids = bdd.false, bdd.false
            for rule in rules:
                if rule["isPermit"]:
                    permits |= holds(rule)
                else:
                    forbids |= holds(rule)
            return permits & ~forbids

        check("CUDD", [permitted(rules) == permitted(others)], [are_equal])

    return runs(compare) * 1e3
