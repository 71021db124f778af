"""Where an owner comes near clients: states that tell her their names, and rooms where she settles what is hers."""

# About whom staff acted, and for whom a record is sealed: names alone, never words.
TELL_NAMES = ("____record_state.", "sealed_state.", "sealed_list_state.")
# For clients whom she knows by name alone, and for the practice.
SETTLES = (*TELL_NAMES, "stop_state.", "clinician___practice___")
