-- What came of a case is its agency's own; the chronology tells others as much as is shared with them.
SELECT seen_by_owner('casework_caseturn');
