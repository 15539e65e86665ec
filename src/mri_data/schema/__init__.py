"""What every column and setting means: models of the tables and of the settings files."""

from mri_data.schema.records import (
    CONTINENTS,
    DATE_OF,
    KINDS,
    PRECISIONS,
    RECORD_KINDS,
    ROLES,
    TABLES,
    WORK_AREAS,
    Achievement,
    DerivedColumns,
    Forum,
    Place,
    Record,
    record_columns,
)

__all__ = [
    "CONTINENTS",
    "DATE_OF",
    "KINDS",
    "PRECISIONS",
    "RECORD_KINDS",
    "ROLES",
    "TABLES",
    "WORK_AREAS",
    "Achievement",
    "DerivedColumns",
    "Forum",
    "Place",
    "Record",
    "record_columns",
]
