"""Files made of a view, one module for each kind; `mri_data.export` is the list of them."""
