"""Charts: functions from records to a layout, from a layout to a scene, and from a scene to a figure or drawing."""
