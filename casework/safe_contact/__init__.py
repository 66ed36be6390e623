"""Where a victim is and how to reach them safely: for named people alone, never for anybody linked to whoever harms."""
