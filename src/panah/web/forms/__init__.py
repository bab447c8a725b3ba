"""One form engine for all services: the questions of `forms.toml` as pages, read forgivingly and kept safely."""
