"""The campaign's other programs: DuckDB runs the queries of regimes, z3 proves comparisons.

Reads a trial as JSON on each line of its input and answers each with a line: what differs, or
nothing. z3 is given the clauses, not the engine's view of them: how clauses match, beat each other
and answer is written down here once more, from the semantics in the handbook.
"""

import json
import sys

import duckdb
import z3


# --- DuckDB -------------------------------------------------------------------------------------


def run_query(connection, trial):
    """Runs the query, and compares its rows with what is expected of them."""
    found = {
        str(row[0]): row[1:] for row in connection.execute(trial["query"]).fetchall()
    }
    if len(found) != len(trial["rows"]):
        return f"{len(found)} rows, not {len(trial['rows'])}"
    for number, row in enumerate(trial["rows"]):
        verdict, clause = found[str(number)]
        if verdict != row["verdict"]:
            return f"row {number}: {verdict}, not {row['verdict']}"
        if row["isTotal"] and clause != row.get("clause"):
            return f"row {number}: clause {clause}, not {row.get('clause')}"
    return ""


# --- z3: what can be said -----------------------------------------------------------------------


class Taxonomy:
    """Terms, and the leaves under each."""

    def __init__(self, terms):
        children = {term["name"]: [] for term in terms}
        for term in terms:
            for parent in term["parents"]:
                children[parent].append(term["name"])
        self.leaves = [name for name in children if not children[name]]
        self.under = {}
        for name in children:
            todo, leaves = [name], set()
            while todo:
                term = todo.pop()
                todo += children[term]
                if not children[term]:
                    leaves.add(term)
            self.under[name] = leaves

    def below(self, names):
        return set().union(*(self.under[name] for name in names))


class Facet:
    """A facet as a variable of z3: a number for a term or a day, a truth for each leaf of a set."""

    def __init__(self, facet, taxonomies):
        self.name, self.kind = facet["name"], facet["kind"]
        self.taxonomy = taxonomies.get(facet.get("taxonomy"))
        self.domain = []
        if self.kind == "term":
            self.term = z3.Int(self.name)
            self.domain = [self.term >= 0, self.term < len(self.taxonomy.leaves)]
        elif self.kind == "set":
            self.has = {leaf: z3.Bool(f"{self.name} {leaf}") for leaf in self.taxonomy.leaves}
        elif self.kind == "flag":
            self.flag = z3.Bool(self.name)
        elif self.kind == "date":
            self.day = z3.Int(self.name)
        else:
            number = z3.Int(self.name) if facet["isWhole"] else z3.Real(self.name)
            self.number = z3.ToReal(number) if facet["isWhole"] else number
            if facet.get("minimum") is not None:
                self.domain = [self.number >= z3.RealVal(facet["minimum"])]

    def test(self, condition, facets):
        kind, value = next(iter(condition.items()))
        if kind == "under":
            return z3.Or(self._is(value))
        if kind == "sameAs":
            return self.term == facets[value].term
        if kind == "hasAny":
            return z3.Or([self.has[leaf] for leaf in self.taxonomy.below(value)])
        if kind == "hasAll":
            below = [self.taxonomy.under[name] for name in value]
            return z3.And([z3.Or([self.has[leaf] for leaf in leaves]) for leaves in below])
        if kind == "hasNone":
            return z3.And([z3.Not(self.has[leaf]) for leaf in self.taxonomy.below(value)])
        if kind == "hasOnly":
            below = self.taxonomy.below(value)
            return z3.And([z3.Not(has) for leaf, has in self.has.items() if leaf not in below])
        if kind == "isEmpty":
            empty = z3.And([z3.Not(has) for has in self.has.values()])
            return empty if value else z3.Not(empty)
        if kind == "flag":
            return self.flag if value else z3.Not(self.flag)
        if kind == "within":
            return z3.And(self._bounds(value))
        if kind == "during":
            ends = []
            if value.get("from") is not None:
                ends.append(self.day >= value["from"])
            if value.get("before") is not None:
                ends.append(self.day < value["before"])
            return z3.And(ends)
        if kind == "leaves":
            return z3.Or([self.term == self.taxonomy.leaves.index(leaf) for leaf in value])
        if kind == "members":
            return z3.And([has == (leaf in value) for leaf, has in self.has.items()])
        raise ValueError(f"no test {kind}")

    def _is(self, names):
        below = self.taxonomy.below(names)
        return [self.term == self.taxonomy.leaves.index(leaf) for leaf in sorted(below)]

    def _bounds(self, value):
        bounds = []
        for key, compare in [
            ("atLeast", lambda a, b: a >= b),
            ("above", lambda a, b: a > b),
            ("atMost", lambda a, b: a <= b),
            ("below", lambda a, b: a < b),
        ]:
            if value.get(key) is not None:
                bounds.append(compare(self.number, z3.RealVal(value[key])))
        return bounds


def holds(part, facets, rights):
    """A guard as a formula; `rights` says of each right whether it is held."""
    kind, value = next(iter(part.items()))
    if kind == "all":
        return z3.And([holds(inner, facets, rights) for inner in value])
    if kind == "any":
        return z3.Or([holds(inner, facets, rights) for inner in value])
    if kind == "not":
        return z3.Not(holds(value, facets, rights))
    if value["facet"] != "right":
        return facets[value["facet"]].test(value["condition"], facets)
    derived = facets["right"]
    own, derived.has = derived.has, rights
    formula = derived.test(value["condition"], facets)
    derived.has = own
    return formula


# --- z3: how a regime rules ---------------------------------------------------------------------


class Debate:
    """One question settled between clauses: which of them are undefeated, as formulas."""

    def __init__(self, law, speakers):
        """`speakers` are clauses with their answers, true for yes."""
        others = z3.Or([law.match[c] for c, _ in speakers if not law.clauses[c]["isDefault"]])
        self.answers = dict(speakers)
        active = {
            c: z3.And(law.match[c], z3.Not(others)) if law.clauses[c]["isDefault"] else law.match[c]
            for c, _ in speakers
        }
        beaters = {
            c: [d for d, other in speakers if other != answer and law.beats(d, other, c, answer)]
            for c, answer in speakers
        }
        stand = {c: z3.BoolVal(False) for c in active}
        fall = dict(stand)
        # From those that nothing beats; after as many steps as there are clauses nothing changes,
        # and mostly after two: equal formulas are one object of z3.
        for _ in range(len(active)):
            known = stand, fall
            stand, fall = (
                {
                    c: z3.And(
                        active[c],
                        *[z3.Or(z3.Not(active[d]), fall[d]) for d in beaters[c]],
                    )
                    for c in active
                },
                {c: z3.And(active[c], z3.Or([stand[d] for d in beaters[c]])) for c in active},
            )
            if all(new[c].eq(old[c]) for new, old in zip((stand, fall), known) for c in active):
                break
        self.undefeated = {c: z3.And(active[c], z3.Not(fall[c])) for c in active}

    def some(self, wanted):
        return z3.Or([u for c, u in self.undefeated.items() if self.answers[c] == wanted])


class Law:
    """A regime as formulas over the facets."""

    def __init__(self, regime, facets, taxonomies, domain):
        self.clauses, self.facets, self.domain = regime["clauses"], facets, domain
        self.precedence, self.ranks = regime["precedence"], regime["ranks"]
        self.taxonomies, self._narrower = taxonomies, {}
        self.match = {}
        rights = taxonomies["right"].leaves if "right" in taxonomies else []
        self._match("property", {})
        self.rights = {right: self._right(right) for right in rights}
        held = {
            right: z3.And(debate.some(True), z3.Not(debate.some(False)))
            for right, debate in self.rights.items()
        }
        self._match("circulation", held)
        self.act = Debate(
            self,
            [
                (c, clause["stance"] != "prohibit")
                for c, clause in enumerate(self.clauses)
                if clause["pillar"] == "circulation" and clause["stance"] != "attach"
            ],
        )

    def _match(self, pillar, held):
        for c, clause in enumerate(self.clauses):
            if clause["pillar"] == pillar:
                self.match[c] = z3.And(
                    holds(clause["scope"], self.facets, held),
                    self.facets["date"].test({"during": clause["effective"]}, self.facets),
                )

    def _right(self, right):
        speakers = []
        for c, clause in enumerate(self.clauses):
            if clause["pillar"] != "property":
                continue
            selected = clause.get("selected")
            if selected is None or right in self.taxonomies["right"].below(selected):
                speakers.append((c, clause["stance"] == "grant"))
        return Debate(self, speakers)

    def beats(self, winner, says, loser, other):
        """Whether one clause beats another that answers differently."""
        first, second = self.clauses[winner], self.clauses[loser]
        for tie_breaker in self.precedence:
            if tie_breaker == "contest":
                return False
            forward = self.favours(tie_breaker, winner, first, says, loser, second, other)
            backward = self.favours(tie_breaker, loser, second, other, winner, first, says)
            if forward != backward:
                return forward
        return False

    def favours(self, tie_breaker, place, one, says, against, two, other):
        if tie_breaker == "declared":
            return two["id"] in one["over"]
        if tie_breaker == "layer":
            return one["layer"] > two["layer"]
        if tie_breaker == "rank":
            known = [clause.get("rank") in self.ranks for clause in (one, two)]
            return all(known) and self.ranks.index(one["rank"]) < self.ranks.index(two["rank"])
        if tie_breaker == "specificity":
            return self.is_narrower(place, against)
        if tie_breaker == "recency":
            return one.get("enacted") is not None and (
                two.get("enacted") is None or one["enacted"] > two["enacted"]
            )
        return says == (tie_breaker == "permission")

    def is_narrower(self, narrow, wide):
        """Strict inclusion of scopes: dates out, rights taken as free."""
        if (narrow, wide) not in self._narrower:
            free = self.facets["right"].has if "right" in self.facets else {}
            scopes = [
                holds(self.clauses[c]["scope"], self.facets, free) for c in (narrow, wide)
            ]
            self._narrower[narrow, wide] = not self._can(
                scopes[0], z3.Not(scopes[1])
            ) and self._can(scopes[1], z3.Not(scopes[0]))
        return self._narrower[narrow, wide]

    def _can(self, *formulas):
        solver = z3.Solver()
        solver.add(*self.domain, *formulas)
        return solver.check() == z3.sat

    def conduct(self):
        """The parts of the answer on conduct, by name: the verdict in truths, and each duty."""
        yes, no = self.act.some(True), self.act.some(False)
        obliged = z3.Or(
            [u for c, u in self.act.undefeated.items() if self.clauses[c]["stance"] == "oblige"]
        )
        parts = {
            "permitted": z3.And(yes, z3.Not(no), z3.Not(obliged)),
            "required": z3.And(yes, z3.Not(no), obliged),
            "prohibited": z3.And(no, z3.Not(yes)),
            "contested": z3.And(yes, no),
        }
        bound = dict(self.act.undefeated)
        for c, clause in enumerate(self.clauses):
            if clause["pillar"] == "circulation" and clause["stance"] == "attach":
                bound[c] = self.match[c]
        bound = {c: u for c, u in bound.items() if self.clauses[c]["stance"] != "prohibit"}
        return parts | self._duties(bound)

    def claims(self):
        """The parts of the answer on rights: each right in truths, and each duty of the holder."""
        parts, granted = {}, {}
        for right, debate in self.rights.items():
            parts[right, "yes"], parts[right, "no"] = debate.some(True), debate.some(False)
            for c, undefeated in debate.undefeated.items():
                if self.clauses[c]["stance"] == "grant":
                    granted[c] = z3.Or(granted.get(c, z3.BoolVal(False)), undefeated)
        return parts | self._duties(granted)

    def _duties(self, bound):
        duties = {}
        for c, stands in bound.items():
            for duty in self.clauses[c]["duties"]:
                duties[duty] = z3.Or(duties.get(duty, z3.BoolVal(False)), stands)
        return duties


def prove(trial):
    """Proves that the regions of the engine's comparison are exactly where the regimes differ."""
    taxonomies = {t["name"]: Taxonomy(t["terms"]) for t in trial["taxonomies"]}
    facets = {facet["name"]: Facet(facet, taxonomies) for facet in trial["facets"]}
    domain = [bound for facet in facets.values() for bound in facet.domain]
    laws = [Law(regime, facets, taxonomies, domain) for regime in trial["regimes"]]
    solver = z3.Solver()
    solver.add(*domain)
    if trial.get("day") is not None:
        solver.add(facets["date"].day == trial["day"])
    conduct = [law.conduct() for law in laws]
    for pillar in ["circulation", "property"]:
        before, after = (
            conduct if pillar == "circulation" else [law.claims() for law in laws]
        )
        never = z3.BoolVal(False)
        differs = z3.Or(
            [
                before.get(part, never) != after.get(part, never)
                for part in before.keys() | after.keys()
            ]
        )
        region = z3.Or([holds(box, facets, {}) for box in trial["regions"][pillar]])
        problem = refute(solver, z3.Xor(differs, region), f"{pillar}: the regions are wrong")
        if problem:
            return problem
        for witness in trial["witnesses"][pillar]:
            problem = refute(
                solver,
                z3.And(holds(witness["situation"], facets, {}), z3.Not(differs)),
                f"{pillar}: a witness is none",
            )
            if problem:
                return problem
            for verdict, parts in zip(witness["verdicts"], conduct):
                shown = parts[verdict] if verdict in parts else z3.Not(z3.Or(
                    [parts[name] for name in ("permitted", "required", "prohibited", "contested")]
                ))
                problem = refute(
                    solver,
                    z3.And(holds(witness["situation"], facets, {}), z3.Not(shown)),
                    f"{pillar}: the verdict on a witness is not {verdict}",
                )
                if problem:
                    return problem
    return ""


def refute(solver, formula, problem):
    """Nothing if no situation has the formula; else the problem and the situation."""
    solver.push()
    solver.add(formula)
    result = solver.check()
    text = ""
    if result != z3.unsat:
        text = f"{problem} ({result}"
        text += f", where {solver.model()})" if result == z3.sat else ")"
    solver.pop()
    return " ".join(text.split())


def main():
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    for line in sys.stdin:
        trial = json.loads(line)
        try:
            answer = run_query(connection, trial) if "query" in trial else prove(trial)
        except duckdb.Error as error:
            answer = "DuckDB says: " + " ".join(str(error).split())
        print(answer, flush=True)


main()
