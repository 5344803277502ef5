/// Bytes that are not JSON.
package struct JSONNodeError: Error, Sendable, Equatable {}
