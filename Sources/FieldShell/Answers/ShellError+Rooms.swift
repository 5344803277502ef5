import CatalogModel
import RemoteAPI
import ReplicaStore
import SyncCore

extension ShellError {
  /// The error as the shell tells it, whatever room it comes from.
  init(any error: any Error) {
    switch error {
    case let error as ShellError: self = error
    case let error as CatalogError:
      self.init(foreign: error.code.rawValue, .catalog(error), exit: .failed)
    case let error as ServerAddressError:
      self.init(foreign: error.code.rawValue, .address(error), exit: .usage)
    case let error as SessionStoreError:
      self.init(
        foreign: error.code.rawValue,
        .sessionStore(error),
        exit: error.code == .unwritable ? .storage : .login
      )
    case let error as RemoteError:
      self.init(
        foreign: error.code.rawValue,
        .remote(error),
        exit: Self.exit(for: error.code)
      )
    case let error as ReplicaError:
      self.init(
        foreign: error.code.rawValue,
        .replica(error),
        exit: Self.exit(for: error.code)
      )
    case let error as ResolutionError: self.init(resolution: error)
    case let error as UndoError:
      self.init(foreign: error.code.rawValue, .undo(error), exit: .failed)
    case is CancellationError: self.init(.interrupted, .interrupted, exit: .interrupted)
    default: self.init(.unexpected, .unexpected(String(describing: type(of: error))))
    }
  }

  /// The exit code that an error of the client stands for.
  static func exit(for code: RemoteError.Code) -> ExitCode {
    switch code {
    case .offline, .timedOut, .serverFault: .offline
    case .cancelled: .interrupted
    case .sessionUnwritable: .storage
    case .loginNeeded, .loginRefused, .sessionStore: .login
    case .notThisAPI, .unreadable, .notFound, .rejected, .tooLarge, .tlsFailed, .certificateDate,
      .certificateUntrusted, .certificateName:
      .incompatible
    case .proxyLogin, .proxyRefused, .insecure, .forbidden, .refusedByClient: .failed
    }
  }

  /// The exit code that an error of the replica stands for.
  static func exit(for code: ReplicaError.Code) -> ExitCode {
    switch code {
    case .busy: .busy
    case .notAReplica, .readOnly, .storageFull, .damaged, .storageFailed: .storage
    case .badQuery: .usage
    case .noReplica, .replicaExists, .newerVersion, .editNotAllowed, .unknownResource,
      .unknownColumn, .noOutbox, .badOutbox, .noSuchRow, .badKey, .awaitsVerification, .badPage,
      .statementFailed:
      .failed
    }
  }

  private init(resolution error: ResolutionError) {
    self.init(
      foreign: error.code.rawValue,
      .resolution(error),
      exit: [.noSuchConflict, .cannotRecreate, .stepDoesNotFit].contains(error.code)
        ? .failed : .usage
    )
  }
}
