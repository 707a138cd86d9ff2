"""What reaches into Flet's private parts, to be quick.

patches       what changed is sent without comparing everything
new_controls  a new control is looked through only where something can be
event_types   each event's type is worked out once
"""
