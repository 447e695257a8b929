# generate.py - makes logs to try the tool on: generate.py apache|syslog|keyvalue LINES SEED
import random
import sys

PATHS = ["/", "/index.html", "/api/users", "/api/orders/{}", "/static/app.js", "/img/{}.png",
         "/search?q={}"]
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64)", "curl/7.88", "Googlebot/2.1 (+http://a/b)", 'say \\"hi\\"']
LEVELS = ["debug"] * 3 + ["info"] * 6 + ["warning", "error"]


def apache():
    time = "{:02}/Mar/2024:{:02}:{:02}:{:02} +0000".format(
        random.randint(1, 28), random.randint(0, 23), random.randint(0, 59), random.randint(0, 59))
    size = "-" if random.random() < 0.05 else int(random.expovariate(1 / 4000))
    return '10.0.{}.{} - {} [{}] "{} {} HTTP/1.1" {} {} "{}" "{}"'.format(
        random.randint(0, 3), random.randint(1, 50), random.choice(["-", "ann", "bob"]), time,
        random.choice(["GET"] * 8 + ["POST", "PUT"]),
        random.choice(PATHS).format(random.randint(1, 50)),
        random.choice(["200"] * 20 + ["301", "404", "500", "503"]), size,
        random.choice(["-", "http://example.com/"]), random.choice(AGENTS))


def syslog():
    program = random.choice(["sshd[{}]", "cron[{}]", "kernel", "su[{}]"]).format(random.randint(1, 9999))
    return "Oct {:2} {:02}:{:02}:{:02} box{} {}: message {}".format(
        random.randint(1, 31), random.randint(0, 23), random.randint(0, 59), random.randint(0, 59),
        random.randint(1, 3), program, random.random())


def keyvalue():
    return 'time=12:00:{:02} level={} took={:.3f} msg="request {} = done"'.format(
        random.randint(0, 59), random.choice(LEVELS), random.expovariate(0.1), random.randint(1, 99))


kind, lines, seed = sys.argv[1:4]
random.seed(int(seed))
for _ in range(int(lines)):
    print(globals()[kind]())
