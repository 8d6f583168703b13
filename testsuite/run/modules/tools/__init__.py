print("tools is loaded")
