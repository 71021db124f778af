"""Where an owner comes near clients: states that tell her their names, and rooms where she settles what is hers."""

# About whom staff acted, for whom a record is sealed, and who reads for whom: names alone, never words.
TELL_NAMES = ("____record_state.", "sealed_state.", "sealed_list_state.", "care_state.", "care_list_state.")
# For clients whom she knows by name alone, and for the practice.
SETTLES = (*TELL_NAMES, "stop_state.", "clinician___practice___")
