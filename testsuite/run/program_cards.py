RANKS = "23456789TJQKA"
SUITS = "SHDC"
def hand_rank(hand):
    ranks = sorted((RANKS.index(c[0]) for c in hand), reverse=True)
    suits = [c[1] for c in hand]
    counts = sorted(((ranks.count(r), r) for r in set(ranks)), reverse=True)
    flush = len(set(suits)) == 1
    straight = len(counts) == 5 and ranks[0] - ranks[4] == 4
    if straight and flush:
        return 8, ranks
    if counts[0][0] == 4:
        return 7, [r for n, r in counts]
    if counts[0][0] == 3 and counts[1][0] == 2:
        return 6, [r for n, r in counts]
    if flush:
        return 5, ranks
    if straight:
        return 4, ranks
    return counts[0][0] + (counts[1][0] == 2), [r for _, r in counts]
hands = {"a": "2H 3H 4H 5H 6H".split(), "b": "KS KH KD 2C 2D".split(), "c": "9S 9H 4D 4C 2D".split(), "d": "AS KD 9H 5C 2D".split()}
for name, hand in sorted(hands.items(), key=lambda kv: hand_rank(kv[1]), reverse=True):
    print(name, hand_rank(hand))
deck = [r + s for s in SUITS for r in RANKS]
print(len(deck), deck[:3], deck[-1], deck[::13])
best = max(hands, key=lambda n: hand_rank(hands[n]))
print(best, *hands[best])
