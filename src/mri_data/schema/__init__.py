"""What every column and setting means: models of the tables and of the settings files."""

from mri_data.schema.records import (
    BY_OTHERS,
    DATE_OF,
    END_PRECISIONS,
    EVIDENCE,
    KINDS,
    PRECISIONS,
    RECORD_KINDS,
    ROLES,
    TABLES,
    WORK_AREAS,
    DerivedColumns,
    record_columns,
)

__all__ = [
    "BY_OTHERS",
    "DATE_OF",
    "END_PRECISIONS",
    "EVIDENCE",
    "KINDS",
    "PRECISIONS",
    "RECORD_KINDS",
    "ROLES",
    "TABLES",
    "WORK_AREAS",
    "DerivedColumns",
    "record_columns",
]
