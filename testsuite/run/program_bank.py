class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__("need {:.2f}, have {:.2f}".format(needed, available))
        self.needed = needed
        self.available = available

def withdraw(balance, amount):
    if amount <= 0:
        raise ValueError("amount must be positive, got {}".format(amount))
    if amount > balance:
        raise InsufficientFunds(amount, balance)
    return balance - amount

balances = {"alice": 100.0, "bob": 25.5}
for who, amount in [("alice", 30), ("bob", 50), ("carol", 10), ("alice", -5)]:
    try:
        balances[who] = withdraw(balances[who], amount)
        print("{0} withdrew {1}, left {2:.2f}".format(who, amount, balances[who]))
    except InsufficientFunds as e:
        print("{}: {} (short {:.2f})".format(who, e, e.needed - e.available))
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
    finally:
        print("--")
print(sorted(balances.items(), key=lambda kv: kv[1], reverse=True))
total = sum(balances.values())
print(f"{total:>10.2f} {total:<10.1f}| {total:^12,.3f}")
