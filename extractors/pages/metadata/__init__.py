"""What a page says about its article: title, names, dates, where it belongs.

Each source is read by one module; `reading` picks, field by field, in the order that measured best.
"""
