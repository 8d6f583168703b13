class Failure(Exception):
    def __init__(self, x):
        self.x = x

    def __str__(self):
        return self.x if self.x else "failed"


raise Failure(3)
