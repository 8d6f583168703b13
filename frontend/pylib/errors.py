"""What can be asked of exceptions."""


def exception_args(error):
    return tuple(_fora_args(error))
