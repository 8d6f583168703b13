# Lambdas of one parameter name behind and in comprehensions.
print([x for x in sorted([5, 6], key=lambda x: -x)])
print(sorted([5, 6], key=lambda x: -x))
