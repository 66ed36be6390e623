"""What the office itself does, as the ledger writes it down."""

from audit.ledger.acts import Act, Kind

LEDGER_READ = Act("office.looks", Kind.CONSULTATION, "Read who has looked at a record")
LEDGER_LISTED = Act("office.list", Kind.CONSULTATION, "Read the newest entries of the record of looks")
ENDED_LISTINGS_READ = Act("office.ended_listings", Kind.CONSULTATION, "Read which places on cohorts ended")
ACCESS_TABLE_READ = Act("office.access", Kind.CONSULTATION, "Read who may do what")
