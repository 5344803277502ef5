/// A random number generator that draws from a seeded source.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  let random: SeededRandom

  package init(random: SeededRandom) { self.random = random }

  package mutating func next() -> UInt64 { random.next() }
}
