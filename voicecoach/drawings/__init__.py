"""Line drawings from data: figures with joints, their poses, and the props beside them.

A picture has a square box of `BOX` units with y downward. Pure: no file, no clock.
"""
