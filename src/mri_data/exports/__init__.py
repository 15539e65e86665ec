"""Files made of a view, one module for each kind; `mri_data.exports.formats` is the list of them."""
