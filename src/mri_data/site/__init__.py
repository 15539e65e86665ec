"""The record as a folder of plain pages, for any web host: no server, no database, nothing from elsewhere."""
