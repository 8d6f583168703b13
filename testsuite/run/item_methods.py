class Log:
    def __init__(self, name):
        self.name = name

    def __setitem__(self, key, value):
        print(self.name, "set", key, value)

    def __delitem__(self, key):
        print(self.name, "del", key)
        return key

    def __getitem__(self, key):
        return f"{self.name}[{key}]"


log = Log("a")
log[1] = 2
log[3] = log[1]
del log[4]
del log["x"]
log[1] += "!"
print(log.name, log[0])
logs = [Log("b"), Log("c")]
logs[0][1] = 5
del logs[1][6]
logs[0]["k"] = 5
print([one.name for one in logs])
held = {"d": Log("d")}
held["d"][2] = 3
held["d"][2] = 4
print(held["d"].name)
for i in range(2):
    item = Log("e") if i else [0, 0]
    item[1] = 7
    item[0] = 8
    print(item[1])
