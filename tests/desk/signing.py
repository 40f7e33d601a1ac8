"""Signing in as a person does, for the tests of the desk."""

PASSWORD = "correct horse battery"


def sign_in(client, name="ana", password=PASSWORD, **more):
    """Fill in the login form and send it."""
    sign = client.get("/login").text.split('name="csrf" value="')[1].split('"')[0]
    return client.post("/login", data={"name": name, "password": password, "csrf": sign} | more)


def sign_of(client):
    """The sign that a write of this browser carries."""
    return client.get("/account").text.split('<meta name="csrf" content="')[1].split('"')[0]
