"""Reads the disassembly of the stamped loops and counts the instructions of each main loop per element.

The main loop of a function is the outermost loop that takes the most elements in one iteration: the remainder loop
takes a vector, and the scalar twin that the compiler leaves beside a vector loop takes one element. A loop inside it
counts as often as it runs; there is nothing but vectors in it, while what stands around it runs once for hundreds of
elements. A function that makes several passes has a main loop for each.

The loops over columns and groups of rows (loops/columns.h, loops/row_groups.h) are left out: how many lines and columns
they take is known at run time only.
"""

import argparse
import pathlib
import re
import subprocess
import sys

MARGIN = 1.10
LOOP = re.compile(r"(\w+_(?:forward|derivative|derivative_from_output|pair|gated|loss)_loop|row_\w+)_(f32|f64|b?float16)$")
WITHOUT_LOOP = re.compile(r"row_(softmax|log_softmax|logsumexp|softmax_backward|log_softmax_backward|totals|count)_f")


class Flaw(Exception):
    pass


class Instruction:
    def __init__(self, address, mnemonic, operands):
        self.address, self.mnemonic, self.operands = address, mnemonic, operands
        self.callee = ""


class X86:
    """AT&T syntax."""

    wide = {"avx512": "zmm", "avx2": "ymm"}
    half = {"avx512": "ymm", "avx2": "xmm"}
    control = re.compile(r"(add|sub|inc|dec|cmp|test|lea|mov|neg|xor|and|or|j|cmov|nop|data16|prefetch)")
    memory = re.compile(r"(-?\w*)\((%\w+)?(?:,\s*(%\w+)(?:,\s*(\d))?)?\)")
    ends = ("ret", "jmp", "ud2")
    gather = ("vgather", "vpgather", "vscatter", "vpscatter")

    def is_call(self, i):
        return i.mnemonic.startswith("call")

    def target(self, i):
        found = re.match(r"(?:0x)?([0-9a-f]+) <", i.operands) if i.mnemonic.startswith("j") else None
        return int(found[1], 16) if found else None

    def falls_through(self, i):
        return not i.mnemonic.startswith(self.ends)

    def register(self, name):
        """The 64-bit name of a general register."""
        name = name.lstrip("%")
        if re.match(r"r\d+", name):
            return name.rstrip("dwb")
        return "r" + name[1:] if name[0] == "e" else name

    def increments(self, i):
        """The registers that an instruction adds a constant to."""
        last = i.operands.split(",")[-1].strip()
        if i.mnemonic[:3] in ("inc", "dec") and last.startswith("%"):
            return [(self.register(last), 1 if i.mnemonic[:3] == "inc" else -1)]
        found = re.match(r"\$(-?\w+),\s*(%\w+)$", i.operands)
        if found and i.mnemonic[:3] in ("add", "sub"):
            return [(self.register(found[2]), int(found[1], 0) * (1 if i.mnemonic[:3] == "add" else -1))]
        return []

    def bytes_per_step(self, i, register):
        """By how much the address that an instruction forms moves when the register grows by one."""
        found = self.memory.search(i.operands)
        if not found or i.mnemonic == "leal":  # arithmetic
            return 0
        scale = 1 if found[2] and self.register(found[2]) == register else 0
        if found[3] and self.register(found[3]) == register:
            scale += int(found[4] or 1)
        return scale

    def bound(self, i):
        found = re.match(r"\$(-?\w+),\s*(%\w+)$", i.operands)
        return (self.register(found[2]), int(found[1], 0)) if found and i.mnemonic.startswith("cmp") else None

    def constant(self, i, register):
        """The constant that an instruction sets a register to."""
        if i.mnemonic.startswith("xor") and len(set(names := i.operands.split(", "))) == 1:
            return 0 if self.register(names[0]) == register else None
        found = re.match(r"\$(-?\w+),\s*(%\w+)$", i.operands) if i.mnemonic.startswith("mov") else None
        return int(found[1], 0) if found and self.register(found[2]) == register else None

    def flaw(self, i, isa, size):
        """What an instruction of a main loop on elements of that many bytes must not be."""
        name, wide = i.mnemonic, (self.wide[isa],)
        if size == 2:  # computed in float: as many of them fill half a vector
            wide += (self.half[isa],)
        if name.startswith(self.gather):
            return "gather"
        outside = self.memory.sub("", i.operands)
        registers = re.findall(r"%(\w+)", outside)
        vectors = [r for r in registers if re.match(r"[xyz]mm", r)]
        if vectors or name.startswith(("v", "k")):
            if any(not re.match(r"[xyz]mm|k\d", r) for r in registers):
                return "scalar traffic"
            if re.match("vp?xor", name) and len(set(registers)) == 1:
                return None
            if re.match(r"vmovap[sd]$", name):  # a parameter that the remainder loop will read
                return None
            # A full vector of doubles becomes half a vector of floats, which may be stored as it is.
            if re.match(r"vcvtpd2psy$|vmov[ua]p[sd]$", name):
                return None
            if re.match(r"v(?!p|broadcast)\w+s[sd](2\w+)?$", name):
                return "scalar arithmetic"
            return "narrow vector" if vectors and not any(r.startswith(wide) for r in vectors) else None
        return None if self.control.match(name) else "scalar arithmetic"


class Arm64:
    control = re.compile(r"(add|subs?|cmp|cmn|csel|cb|tb|b\.|b$|mov|orr|ands?|tst|adrp|ldr|ldp|str|stp|ldur|stur|prfu?m)")

    def is_call(self, i):
        return i.mnemonic in ("bl", "blr")

    def target(self, i):
        found = re.search(r"0x([0-9a-f]+) <", i.operands)
        return int(found[1], 16) if found and re.match(r"(b$|b\.|cb|tb)", i.mnemonic) else None

    def falls_through(self, i):
        return i.mnemonic not in ("ret", "br", "b")

    def increments(self, i):
        found = re.match(r"(x\d+), \1, #(-?\w+)$", i.operands)
        if found and i.mnemonic.rstrip("s") in ("add", "sub", "subs"):
            return [(found[1], int(found[2], 0) * (1 if i.mnemonic.startswith("add") else -1))]
        found = re.search(r"\[(x\d+|sp)\], #(-?\w+)$", i.operands) or re.search(r"\[(x\d+), #(-?\w+)\]!$", i.operands)
        return [(found[1], int(found[2], 0))] if found else []

    def bytes_per_step(self, i, register):
        found = re.search(r"\[(x\d+|sp)(?:, (x\d+)(?:, lsl #(\d))?)?", i.operands)
        if not found and i.mnemonic == "add":
            found = re.match(r"x\d+, (x\d+), (x\d+)(?:, lsl #(\d))?$", i.operands)
        if not found:
            return 0
        scale = 1 if found[1] == register else 0
        if found[2] == register:
            scale += 1 << int(found[3] or 0)
        return scale

    def bound(self, i):
        found = re.match(r"(x\d+), #(-?\w+)", i.operands)
        return (found[1], int(found[2], 0)) if found and i.mnemonic == "cmp" else None

    def constant(self, i, register):
        found = re.match(r"([wx]\d+), (?:#(-?\w+)|([wx]zr))$", i.operands) if i.mnemonic == "mov" else None
        return int(found[2] or "0", 0) if found and "x" + found[1][1:] == register else None

    def flaw(self, i, isa, size):
        outside = re.sub(r"\[.*\]", "", i.operands)
        vectors = re.findall(r"\b(v\d+\.\w+|q\d+)\b", outside)
        widening = re.match(r"fcvt|[us]shll|xtn|[us]xtl", i.mnemonic)
        narrow = r"\.(2s|8b|1d)$" if size == 2 else r"\.(2s|4h|8b|1d)$"
        if not widening and any(re.search(narrow, v) for v in vectors):
            return "narrow vector"
        if vectors:
            return "scalar traffic" if re.search(r"\b[wx]\d+\b", outside) else None
        if size == 2 and re.match(r"(ld|st)(p|u?r)$", i.mnemonic):  # four elements
            return None
        if re.search(r"\b[sd]\d+\b", outside):
            return "scalar arithmetic"
        return None if self.control.match(i.mnemonic) else "scalar arithmetic"


def functions(objdump, path):
    """The stamped loops of an object file, as name → instructions."""
    text = subprocess.run([objdump, "-d", "-r", "--no-show-raw-insn", path], check=True, capture_output=True, text=True)
    found, current = {}, None
    for line in text.stdout.splitlines():
        if start := re.match(r"[0-9a-f]+ <(\S+)>:$", line):
            current = found.setdefault(start[1], []) if LOOP.match(start[1]) and not WITHOUT_LOOP.match(start[1]) else None
        elif current is None:
            continue
        elif relocation := re.match(r"\s+[0-9a-f]+:\s+R_\w+\s+([^\s+-]+)", line):
            current[-1].callee = relocation[1]
        elif code := re.match(r"\s*([0-9a-f]+):\s+(?:\{\w+\}\s+)?(\S+)\s*([^#\n]*(?:#-?\w[^#\n]*)*)", line):
            if not code[2].startswith("nop"):
                current.append(Instruction(int(code[1], 16), code[2], re.split(r"\s+(?:#|//) ", code[3])[0].strip()))
    return found


class Loop:
    def __init__(self, header, blocks):
        self.header, self.blocks, self.children = header, blocks, []


class Function:
    def __init__(self, machine, instructions, bits):
        self.machine, self.instructions, self.size = machine, instructions, bits // 8
        self.split(instructions)
        self.find_loops()

    def split(self, instructions):
        targets = {self.machine.target(i) for i in instructions}
        leaders, after_jump = [], True
        for i in instructions:
            if after_jump or i.address in targets:
                leaders.append(i.address)
            after_jump = self.machine.target(i) is not None or not self.machine.falls_through(i)
        self.blocks, block = {}, None
        for i in instructions:
            if i.address in set(leaders):
                block = self.blocks.setdefault(i.address, [])
            block.append(i)
        order = list(self.blocks)
        self.successors = {}
        for start, following in zip(order, order[1:] + [None]):
            last = self.blocks[start][-1]
            next_ones = {self.machine.target(last)} & set(order)
            if following and self.machine.falls_through(last):
                next_ones.add(following)
            self.successors[start] = next_ones
        reached = self.reachable(order[0])
        self.blocks = {b: code for b, code in self.blocks.items() if b in reached}

    def find_loops(self):
        order = list(self.blocks)
        predecessors = {b: {a for a in order if b in self.successors[a]} for b in order}
        dominators = {b: set(order) for b in order}
        dominators[order[0]] = {order[0]}
        changed = True
        while changed:
            changed = False
            for b in order[1:]:
                of_all = [dominators[p] for p in predecessors[b]]
                new = {b} | (set.intersection(*of_all) if of_all else set())
                if new != dominators[b]:
                    dominators[b], changed = new, True
        loops = {}
        for a in order:
            for header in self.successors[a] & dominators[a]:
                body, todo = loops.setdefault(header, {header}), [a]
                while todo:
                    block = todo.pop()
                    if block not in body:
                        body.add(block)
                        todo += predecessors[block]
        self.loops = sorted((Loop(h, b) for h, b in loops.items()), key=lambda l: len(l.blocks))
        self.top = []
        for n, loop in enumerate(self.loops):
            outer = next((l for l in self.loops[n + 1:] if loop.blocks < l.blocks), None)
            (outer.children if outer else self.top).append(loop)

    def body(self, loop):
        return [i for b in sorted(loop.blocks) for i in self.blocks[b]]

    def own(self, loop):
        inner = set().union(*(c.blocks for c in loop.children))
        return [i for b in sorted(loop.blocks - inner) for i in self.blocks[b]]

    def steps(self, loop):
        """How far each register moves in one iteration."""
        total = {}
        for i in self.own(loop):
            for register, step in self.machine.increments(i):
                total[register] = total.get(register, 0) + step
        return total

    def elements(self, loop):
        """How many elements one iteration takes."""
        reach = [
            abs(step) * self.machine.bytes_per_step(i, register)
            for register, step in self.steps(loop).items()
            for i in self.body(loop)
        ]
        return max(reach, default=0) / self.size

    def trips(self, loop):
        """How often a loop with constant bounds runs."""
        steps = self.steps(loop)
        for i in self.own(loop):
            register, bound = self.machine.bound(i) or (None, None)
            if steps.get(register):
                before = (self.machine.constant(j, register) for j in self.instructions if j.address < loop.header)
                start = [c for c in before if c is not None]
                if start:
                    return (bound - start[-1]) / steps[register]
        raise Flaw(f"an inner loop at {loop.header:x} whose length is not a constant")

    def cost(self, loop):
        """The instructions of one iteration."""
        return len(self.own(loop)) + sum(self.trips(c) * self.cost(c) for c in loop.children)

    def reachable(self, start):
        reached, todo = set(), [start]
        while todo:
            block = todo.pop()
            if block not in reached:
                reached.add(block)
                todo += self.successors[block]
        return reached

    def innermost(self, loop):
        return [l for child in loop.children for l in self.innermost(child)] or [loop]

    def main_loops(self):
        """One loop, or one for each pass that the function makes."""
        most = max(map(self.elements, self.top))
        longest = sorted((l for l in self.top if self.elements(l) == most), key=lambda l: l.header)
        free = [l for l in longest if not any(self.machine.is_call(i) for i in self.body(l))]
        if not free:
            calls = sorted({i.callee for l in longest for i in self.body(l) if self.machine.is_call(i)})
            raise Flaw(f"calls {', '.join(calls)} in its loop")
        return [l for l in free if l is free[0] or l.header in self.reachable(free[0].header)]


def measure(machine, isa, lanes, name, instructions):
    """Instructions per element of the main loop."""
    function = Function(machine, instructions, int(name[-2:]))
    loops = function.main_loops()
    elements = function.elements(loops[0]) if loops else 0
    if elements < lanes:
        raise Flaw(f"not vectorised: {elements:g} elements in an iteration, {lanes} in a vector")
    flaws = {}
    for i in (i for loop in loops for inner in function.innermost(loop) for i in function.body(inner)):
        if flaw := machine.flaw(i, isa, function.size):
            flaws.setdefault(flaw, f"{i.mnemonic} {i.operands}")
    if flaws:
        raise Flaw(", ".join(f"{flaw} ({example})" for flaw, example in flaws.items()))
    return sum(function.cost(loop) / function.elements(loop) for loop in loops)


def read_counts(path):
    lines = [l.split() for l in path.read_text().splitlines() if l and not l.startswith("#")] if path.exists() else []
    return {(name, isa): float(count) for name, isa, count in lines}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--objdump", required=True)
    parser.add_argument("--counts", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true", help="write the counts instead of comparing them")
    parser.add_argument("object", nargs="+", help="ISA=FILE")
    arguments = parser.parse_args()

    expected, counts, failures = read_counts(arguments.counts), {}, []
    for isa, path in (o.split("=", 1) for o in arguments.object):
        machine = Arm64() if isa == "neon" else X86()
        vector = {"avx512": 64, "avx2": 32, "neon": 16}[isa]
        for name, instructions in functions(arguments.objdump, path).items():
            try:
                count = round(measure(machine, isa, vector * 8 // int(name[-2:]), name, instructions), 3)
            except Flaw as flaw:
                failures.append(f"{isa} {name}: {flaw}")
                continue
            counts[name, isa] = count
            before = expected.get((name, isa))
            if arguments.update:
                continue
            if before is None:
                failures.append(f"{isa} {name}: {count:g} instructions per element, and no count to compare with")
            elif count > before * MARGIN:
                failures.append(f"{isa} {name}: {count:g} instructions per element, {before:g} before")
    if arguments.update:
        kept = {k: v for k, v in expected.items() if k[1] not in {isa for _, isa in counts}}
        rows = [f"{name:<44} {isa:<7} {count:8.3f}" for (name, isa), count in sorted((kept | counts).items())]
        heading = "# Instructions per element of each main loop (scripts/check-kernels.sh --update)\n"
        arguments.counts.write_text(heading + "\n".join(rows) + "\n")
    print("\n".join(failures + [f"{len(counts)} loops as they should be, {len(failures)} not"]))
    sys.exit(1 if failures else 0)


main()
