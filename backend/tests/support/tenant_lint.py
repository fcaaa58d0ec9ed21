"""Every statement names its tenant, and finds what it needs by an index that begins with it.

`watch` looks at each statement that an engine runs, so the contract suites, which call every method of every
repository, prove it for all of them. The few look-ups that find the tenant are named here, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Delete, Engine, Join, Select, Table, Update, event
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import BinaryExpression, BindParameter, ColumnElement
from sqlalchemy.sql.operators import eq
from sqlalchemy.sql.schema import Column

from app.repositories.sql.schema import metadata

# They find the tenant, or work for all of them: drainer, operator.
DIRECTORY = frozenset(
    {
        "audit.chain",
        "audit.last",
        "audit.page",
        "businesses.owning_number",
        "businesses.page",
        "businesses.with_feed",
        "changes.newest",
        "credentials.by_hash",
        "job_runs.all",
        "outbox.claim",
        "outbox.pending",
        "tallies.all_totals",
    }
)
# They belong to the deployment and to no tenant.
OF_NO_TENANT = frozenset({"deployment", "audit", "job_runs", "alembic_version"})


def watch(engine: Engine) -> None:
    """From now on a statement without its tenant is a failure of the test that runs it."""
    event.listen(engine, "before_execute", _check_tenant)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "before_cursor_execute", _check_plan)


def _check_tenant(connection: Connection, statement: Any, *_: Any) -> None:
    name = statement.get_execution_options().get("directory")
    if name is not None:
        assert name in DIRECTORY, f"{name} is no look-up that may do without a tenant"
        return
    for fault in faults_of(statement):
        raise AssertionError(f"{fault}\n{statement}")


def faults_of(statement: Any) -> Iterator[str]:
    """The tables that a statement reads or changes without naming the tenant."""
    for part in visitors.iterate(statement):
        if isinstance(part, Select):
            tables = [table for source in part.get_final_froms() for table in _tables(source)]
        elif isinstance(part, (Update, Delete)):
            tables = [part.table]
        else:
            continue
        named = {column.table for column in _equated(part)}
        for table in tables:
            if table.name not in OF_NO_TENANT and table not in named:
                yield f"{table.name} is used without its business_id"


def _tables(source: Any) -> Iterator[Table]:
    """Of ours; a subquery is looked at by itself."""
    if isinstance(source, Join):
        yield from _tables(source.left)
        yield from _tables(source.right)
    elif isinstance(source, Table) and source.metadata is metadata:
        yield source


def _equated(part: Any) -> Iterator[Column[Any]]:
    """Columns business_id that must equal a value, or another such column."""
    for condition in _conditions(part):
        for comparison in visitors.iterate(condition):
            if isinstance(comparison, BinaryExpression) and comparison.operator is eq:
                sides = (comparison.left, comparison.right)
                columns = [side for side in sides if isinstance(side, Column) and side.name == "business_id"]
                if len(columns) == 2 or (columns and any(isinstance(side, BindParameter) for side in sides)):
                    yield from columns


def _conditions(part: Any) -> Iterator[ColumnElement[Any]]:
    if part.whereclause is not None:
        yield part.whereclause
    if isinstance(part, Select):
        for source in part.get_final_froms():
            yield from (join.onclause for join in visitors.iterate(source) if join.__visit_name__ == "join")


_seen: set[str] = set()


def _check_plan(connection: Connection, _cursor: Any, statement: str, values: Any, context: Any, many: bool) -> None:
    """Once for each statement: SQLite would search by an index that begins with the tenant, and sort nothing."""
    ours = statement.startswith(("SELECT ", "UPDATE ", "DELETE ")) and "sqlite_master" not in statement
    if not ours or statement in _seen or "directory" in context.execution_options:
        return
    _seen.add(statement)
    driver: Any = connection.connection.driver_connection
    steps = [step for *_, step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values[0] if many else values)]
    for fault in _plan_faults(statement, steps):
        raise AssertionError(f"{fault}\n{statement}\n" + "\n".join(steps))


def _plan_faults(statement: str, steps: list[str]) -> Iterator[str]:
    narrowed = statement.count(" = ?") > 1
    # Two short pages, made one.
    sorts = " UNION " in statement
    for step in steps:
        table = step.removeprefix("SCAN ").split()[0]
        if step.startswith("SCAN ") and table in metadata.tables and table not in OF_NO_TENANT:
            yield "reads a whole table"
        if step.startswith("USE TEMP B-TREE FOR ORDER BY") and not sorts:
            yield "sorts what it could read in order"
        if step.startswith("SEARCH ") and step.endswith("(business_id=?)") and narrowed:
            yield "looks through all that the tenant has"
