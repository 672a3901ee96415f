"""Ten million amounts split to the cent among four, by largest remainder: milliseconds."""

import importlib

from measuring import check, runs

WEIGHTS = [4_800, 2_700, 1_733, 767]
COUNT = 10_000_000


def duckdb(totals):
    """DuckDB, in whole numbers: quotas, what is left, and the largest remainders."""
    connection = importlib.import_module("duckdb").connect()
    connection.execute("SET threads = 1")
    connection.execute(
        "CREATE TABLE amounts AS SELECT CAST(range * 2654435761 % 1000003 AS BIGINT) AS amount "
        f"FROM range({COUNT})"
    )
    places = range(len(WEIGHTS))
    quotas = [f"amount * {weight} // 10000 AS q{k}" for k, weight in enumerate(WEIGHTS)]
    remainders = [f"amount * {weight} % 10000 AS r{k}" for k, weight in enumerate(WEIGHTS)]
    left = "amount - " + " - ".join(f"q{k}" for k in places)

    def before(k):
        """How many remainders come before one: greater, or equal and named earlier."""
        others = [f"CAST(r{j} {'>=' if j < k else '>'} r{k} AS INTEGER)" for j in places if j != k]
        return " + ".join(others)

    query = (
        "SELECT "
        + ", ".join(f"sum(q{k} + CAST({before(k)} < {left} AS INTEGER))" for k in places)
        + f" FROM (SELECT amount, {', '.join(quotas + remainders)} FROM amounts) AS parts"
    )
    check("DuckDB", connection.execute(query).fetchall()[0], totals)
    return runs(lambda: connection.execute(query).fetchall()) * 1e3
