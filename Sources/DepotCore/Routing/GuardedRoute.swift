/// A route and the permission that it takes.
struct GuardedRoute {
  let route: Route
  /// Nothing where every account may.
  let permission: String?
}
