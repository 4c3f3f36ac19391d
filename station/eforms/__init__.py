"""The forms that are filled in for citizens (tờ khai, đơn): declarative files beside this one.

Two files each, named by an id and the day from which on they are used: `ID.YYYY-MM-DD.json` says
what is filled in, `ID.YYYY-MM-DD.typ` (Typst) how it is printed. A ward's own lie in the folder
`forms.eforms` and come before these of the same day.

    {"format": "tramso-eform-1",
     "title": "Đơn đăng ký đất đai",        as the citizen reads it
     "sample": true,                        to practise with: it is nobody's form
     "procedures": ["9.900001"],            of which it is; a short code stands for the long ones
     "component": "Đơn đăng ký đất đai",    the paper of the checklist that it is; may be left out
     "schema": {…},                         JSON Schema, draft 2020-12, of an object
     "sources": {"name": ["card.name"]}}    where values come from, the best first

The schema's properties are the form's fields, in their order: each of one `type` (string, integer,
number, boolean), with a `title`. `format` may be `date` and `past-date` (no later than today), kept
as YYYY-MM-DD, or `email`. Other keywords hold as JSON Schema says, `if` and `then` as well;
references do not. A field that is not named in it is refused.

A source is one of these; KIND is the id of a kind of paper, FIELD one of its fields:

    card.number|old_number|name|birth_date|sex|address|issued_on|valid_until
                                            the identity card's QR or MRZ, on a page of the dossier
    requester.name|id_number|birth_date|address|phone|email      as received
    owner.name|id_number                    whose dossier it is
    owner.birth_date|address|phone|email    as the requester's, where by the number it is theirs;
                                            a field with a source of owner's takes card, requester,
                                            number and earlier only then, too
    number.sex|birth_year                   as the requester's personal number says
    paper.KIND.FIELD                        read on a paper of the dossier, or on a digital copy
                                            that stands for one
    described.KIND.number|issued_on|issuer|signer|valid_until|summary|owner_id
                                            as the clerk described a paper
    copy.KIND.title|number|book|agency|signed_on|code            a digital copy that stands for one
    earlier                                 the same field of a form filled in for the requester
    earlier.KIND.FIELD                      read on a paper of an earlier dossier of the requester
    procedure.name|code|field, dossier.code, agency.name, today
"""
