"""The published site: the record as a folder of static pages for any web host, without external resources."""
