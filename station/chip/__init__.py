"""The chip of an identity card (ICAO 9303-10 and -11): the way in, its files, and what proves it.

`reader` speaks PC/SC; `pace` and `basic_access` open the secured line (`secure_messaging`);
`card_files` reads files over it, `data_groups`, `personal_details` and `portrait` take them apart;
`security_object`, `issuers` and `passive_authentication` say whether the state issued them,
`chip_authentication` whether this is the chip they were written to. Nothing here logs or keeps
keys or bytes of a card.
"""
