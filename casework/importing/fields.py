"""What a column of a file can hold, as the person reads it and as a mapping file writes it."""

from enum import StrEnum
from typing import Final


class AliasKind(StrEnum):
    """What sort of other name it is; UNKNOWN when a file only says that it is one."""

    NICKNAME = "NICKNAME"
    MAIDEN = "MAIDEN"
    STREET = "STREET"
    FORMER = "FORMER"
    SPELLING = "SPELLING"
    UNKNOWN = "UNKNOWN"


class Field(StrEnum):
    """A place in a person's record, or nowhere."""

    GIVEN = "given_name"
    FAMILY = "family_name"
    FULL = "full_name"
    OTHER = "other_names"
    ALIASES = "aliases"
    NICKNAME = "nickname"
    MAIDEN = "maiden_name"
    STREET = "street_name"
    FORMER = "former_name"
    SPELLING = "other_spelling"
    BORN = "date_of_birth"
    PNC = "pnc"
    CRO = "cro"
    NDELIUS_CRN = "ndelius_crn"
    NOMS = "noms"
    VISOR_REF = "visor_ref"
    NHS = "nhs"
    CHAIN = "chain"
    ECINS = "ecins"
    MOSAIC = "mosaic"
    HOUSING = "housing"
    CRIS = "cris"
    CONNECT = "connect"
    REFERENCE = "source_reference"
    IGNORE = "ignore"

    @property
    def label(self) -> str:
        """The field's name on a page."""
        return LABELS[self]


LABELS: Final = {
    Field.GIVEN: "Given name",
    Field.FAMILY: "Family name",
    Field.FULL: "Full name",
    Field.OTHER: "Other names",
    Field.ALIASES: "Aliases",
    Field.NICKNAME: "Nickname",
    Field.MAIDEN: "Maiden name",
    Field.STREET: "Street name",
    Field.FORMER: "Former name",
    Field.SPELLING: "Other spelling",
    Field.BORN: "Date of birth",
    Field.PNC: "PNC number",
    Field.CRO: "CRO number",
    Field.NDELIUS_CRN: "nDelius CRN",
    Field.NOMS: "Prison (NOMS) number",
    Field.VISOR_REF: "ViSOR reference",
    Field.NHS: "NHS number",
    Field.CHAIN: "CHAIN number",
    Field.ECINS: "E-CINS reference",
    Field.MOSAIC: "Mosaic number",
    Field.HOUSING: "Housing reference",
    Field.CRIS: "CRIS number",
    Field.CONNECT: "Connect number",
    Field.REFERENCE: "Own reference",
    Field.IGNORE: "Do not bring in",
}
ALIAS_FIELDS: Final = {
    Field.ALIASES: AliasKind.UNKNOWN,
    Field.NICKNAME: AliasKind.NICKNAME,
    Field.MAIDEN: AliasKind.MAIDEN,
    Field.STREET: AliasKind.STREET,
    Field.FORMER: AliasKind.FORMER,
    Field.SPELLING: AliasKind.SPELLING,
}
IDENTIFIER_FIELDS: Final = (
    Field.PNC,
    Field.CRO,
    Field.NDELIUS_CRN,
    Field.NOMS,
    Field.VISOR_REF,
    Field.NHS,
    Field.CHAIN,
    Field.ECINS,
    Field.MOSAIC,
    Field.HOUSING,
    Field.CRIS,
    Field.CONNECT,
)
NAME_FIELDS: Final = (Field.GIVEN, Field.FAMILY, Field.FULL)
# A file often has alias 1, alias 2 and so on; every other field comes from one column.
REPEATABLE: Final = frozenset(ALIAS_FIELDS) | {Field.IGNORE}

# Headings in use, as casework.importing.mapping folds them: no case, punctuation or spaces.
SYNONYMS: Final = {
    Field.GIVEN: "givenname given givennames firstname first forename forenames christianname fname name1",
    Field.FAMILY: "familyname family surname lastname last secondname lname sname",
    Field.FULL: "fullname name personname clientname nominal nominalname "
    "offendername victimname subjectname customername",
    Field.OTHER: "othernames othername middlename middlenames middle secondforename otherforenames",
    Field.ALIASES: "aliases alias aka alsoknownas knownas",
    Field.NICKNAME: "nickname nicknames preferredname",
    Field.MAIDEN: "maidenname maiden birthname nee",
    Field.STREET: "streetname streetnames moniker tag",
    Field.FORMER: "formername formernames previousname previousnames previoussurname formersurname",
    Field.SPELLING: "otherspelling otherspellings alternativespelling spelling",
    Field.BORN: "dateofbirth dob birthdate born birthday dateborn",
    Field.PNC: "pnc pncid pncnumber pncno pncidnumber policenationalcomputer",
    Field.CRO: "cro cronumber crono criminalrecordsoffice",
    Field.NDELIUS_CRN: "ndeliuscrn crn delius deliuscrn probationcrn caserecordnumber",
    Field.NOMS: "noms nomsid nomsnumber nomsno prisonnumber prisonno nomisnumber offenderno",
    Field.VISOR_REF: "visorref visor visorreference visorid",
    Field.NHS: "nhs nhsnumber nhsno",
    Field.CHAIN: "chain chainid chainnumber chainno",
    Field.ECINS: "ecins ecinsid ecinsref ecinsreference",
    Field.MOSAIC: "mosaic mosaicid mosaicnumber",
    Field.HOUSING: "housing housingref housingreference tenancyref tenancyreference tenancynumber",
    Field.CRIS: "cris crisnumber crisref crisreference",
    Field.CONNECT: "connect connectid connectnumber connectref",
    Field.REFERENCE: "sourcereference uniqueid id recordid ref reference ourref ownreference ourreference caseref "
    "casereference personid personref personreference nominalid nominalref "
    "clientid clientref subjectid localid rowid urn uniquereference uniquereferencenumber",
}
FIELD_BY_HEADING: Final = {word: each for each, words in SYNONYMS.items() for word in words.split()}
