"""What MLflow's own parser makes of filters and orders: a JSON list of texts in, a JSON list of verdicts out."""

import json
import sys

from mlflow.store.tracking.sqlalchemy_store import _get_orderby_clauses, _get_sqlalchemy_filter_clauses
from mlflow.utils.search_utils import SearchUtils
from sqlalchemy import create_engine
from sqlalchemy.orm import Session


def plain(value):
    return list(value) if isinstance(value, tuple) else value if value is None else str(value)


def parsed_filter(text: str, session: Session) -> list[list]:
    comparisons = SearchUtils.parse_search_filter(text)
    _get_sqlalchemy_filter_clauses(comparisons, session, "postgresql")
    return [
        [c["type"], SearchUtils.translate_key_alias(c["key"]), c["comparator"].upper(), plain(c["value"])]
        for c in comparisons
    ]


def parsed_order(text: str, session: Session) -> list:
    _get_orderby_clauses([text], session)
    kind, key, ascending = SearchUtils.parse_order_by_for_search_runs(text)
    return [kind, SearchUtils.translate_key_alias(key), ascending]


def verdict(read, text: str, session: Session):
    try:
        return read(text, session)
    except Exception as refusal:
        return str(refusal).splitlines()[0]


def main() -> None:
    asked = json.load(sys.stdin)
    session = Session(create_engine("sqlite://"))
    json.dump(
        {
            "filters": [verdict(parsed_filter, text, session) for text in asked["filters"]],
            "orders": [verdict(parsed_order, text, session) for text in asked["orders"]],
        },
        sys.stdout,
    )


main()
