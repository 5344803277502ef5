"""Small samples on which each rule of check-house must fail, and others on which none may."""

import sys

DOCUMENTED = "/// What it does.\n"

GOOD = {
    "documented": DOCUMENTED + "package struct A {}\n",
    "documented above attributes": DOCUMENTED + "@frozen\n@available(macOS 13, *)\npackage struct A {}\n",
    "documented above an attribute of many lines":
        DOCUMENTED + "@available(\n  *,\n  deprecated\n)\npackage func a() {}\n",
    "attribute on the same line": DOCUMENTED + "@discardableResult package func a() -> Int { 1 }\n",
    "internal": "struct A {\n  var b: Int\n}\n",
    "enum cases": DOCUMENTED + "package enum A {\n  case b\n}\n",
    "imports": "package import Foundation\n",
    "access of a setter": "struct A {\n  private(set) var b = 1\n}\n",
    "a word in a string": "let a = \"try! fatalError( as! public func b()\"\n",
    "a word in a string of many lines": "let a = \"\"\"\n  public func b()\n  try! x\n  \"\"\"\n",
    "a word in a raw string": "let a = #\"try! \"quoted\" as! \"#\n",
    "a word after an interpolation": "let a = \"\\(b[\"c\"] ?? \"\") try! \"\n",
    "a word in a comment": "// try! fatalError( is never written\n/* package func a() */\n",
    "unchecked with its lock": "// `mutex` guards all state.\nfinal class A: @unchecked Sendable {}\n",
    "a function of 50 lines": "func a() {\n" + "  b()\n" * 48 + "}\n",
    "requirements without bodies": "protocol A {\n  func a()\n  func b() throws\n  init(c: Int)\n}\n"
                                   + "extension B {\n" + "  typealias C = Int\n" * 60 + "}\n",
    "one type and its extension": "struct A {}\nextension A {\n  struct B {}\n}\n",
}

# name: (source, part of the failure)
BAD = {
    "package": ("package struct A {}\n", "lacks ///"),
    "public": ("public func a() {}\n", "lacks ///"),
    "plain comment": ("// What it does.\npackage struct A {}\n", "lacks ///"),
    "blank line between": (DOCUMENTED + "\npackage struct A {}\n", "lacks ///"),
    "member": (DOCUMENTED + "package struct A {\n  package let b: Int\n}\n", "lacks ///"),
    "member of an extension": ("extension A {\n  package static func b() {}\n}\n", "lacks ///"),
    "initializer": ("extension A {\n  package init?(b: Int) {}\n}\n", "lacks ///"),
    "subscript": ("extension A {\n  package subscript(b: Int) -> Int { b }\n}\n", "lacks ///"),
    "modifier first": ("extension A {\n  static package var b: Int { 1 }\n}\n", "lacks ///"),
    "modifier last": ("extension A {\n  package nonisolated static func b() {}\n}\n", "lacks ///"),
    "setter": ("extension A {\n  package private(set) var b = 1\n}\n", "lacks ///"),
    "attribute above": ("@MainActor\npackage func a() {}\n", "lacks ///"),
    "attribute of many lines above": ("@available(\n  *,\n  deprecated\n)\npackage func a() {}\n", "lacks ///"),
    "attribute on the line": ("@discardableResult package func a() -> Int { 1 }\n", "lacks ///"),
    "typealias": ("package typealias A = Int\n", "lacks ///"),
    "actor": ("package actor A {}\n", "lacks ///"),
    "forced try": ("func a() { try! b() }\n", "try!"),
    "forced cast": ("let a = b as! C\n", "as!"),
    "fatal error": ("func a() { fatalError(\"no\") }\n", "fatalError"),
    "after a string": ("let a = \"it's\" + (try! b())\n", "try!"),
    "unchecked": ("final class A: @unchecked Sendable {}\n", "names its lock"),
    "unchecked with empty words": ("// Fine.\nfinal class A: @unchecked Sendable {}\n", "names its lock"),
}

# name: (source, part of the report)
NOTED = {
    "a long file": ("let a = 1\n" * 401, "401 lines"),
    "a long function": ("func a() {\n" + "  b()\n" * 49 + "}\n", "51 lines"),
    "a long initializer": ("struct A {\n  init(b: Int) {\n" + "    c()\n" * 60 + "  }\n}\n", "62 lines"),
    "a signature counts": ("func a(\n" + "  _ b: Int,\n" * 30 + ") {\n" + "  c()\n" * 20 + "}\n", "53 lines"),
    "a brace in a string": ("func a() {\n  b(\"}\")\n" + "  b()\n" * 49 + "}\n", "52 lines"),
    "two types": ("struct A {}\nfinal class B {}\n", "more than one type"),
}


def run(check_file):
    problems = []
    for name, source in GOOD.items():
        failures, reports = check_file("sample", source)
        if failures or reports:
            problems.append("%s: should pass, but %s" % (name, failures + reports))
    for name, (source, words) in BAD.items():
        failures, _ = check_file("sample", source)
        if len(failures) != 1 or words not in failures[0]:
            problems.append("%s: should fail once with %r, but %s" % (name, words, failures))
    for name, (source, words) in NOTED.items():
        _, reports = check_file("sample", source)
        if len(reports) != 1 or words not in reports[0]:
            problems.append("%s: should be noted once with %r, but %s" % (name, words, reports))
    for line in problems:
        print("error: self-test: " + line, file=sys.stderr)
    print("House rules: self-test of %d samples, %d wrong." % (
        len(GOOD) + len(BAD) + len(NOTED), len(problems)))
    return 1 if problems else 0
