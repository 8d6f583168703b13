# Records that are made where they are stored, in a global, hold containers of their own.
accounts = {}
students = []
rooms = {}
log = []


def open_account(name, balance=0):
    accounts[name] = {"balance": balance, "history": [], "tags": {name}}


def deposit(name, amount):
    accounts[name]["balance"] += amount
    accounts[name]["history"].append(amount)
    accounts[name]["tags"].add("paid")


def enrol(name, *scores):
    students.append({"name": name, "scores": list(scores), "seats": [name] + ["x"]})


def add_room(name, *exits):
    rooms[name] = [list(exits), [], (name, [0])]


def drop(name, thing):
    rooms[name][1].append(thing)


open_account("a")
open_account("b", 5)
deposit("a", 10)
deposit("b", 1)
deposit("a", 2)
for name, account in accounts.items():
    print(name, account["balance"], account["history"], sorted(account["tags"]))
enrol("ann", 1, 2)
enrol("bob")
students[0]["scores"].append(50)
students[-1]["scores"].extend([7, 6])
students[-1]["seats"].append("y")
students[1]["scores"].sort()
print(students)
add_room("hall", "north")
add_room("attic")
drop("hall", "lamp")
drop("hall", "key")
print(rooms)
