"""The record of Migrants Rights International: read, checked, chosen from, counted and told, without a web page."""
