import CCurl
import Testing

@testable import RemoteAPI

struct CurlFaultTests {
  @Test(arguments: [
    (0, TransportError.Code.certificateName), (1, .certificateName), (62, .certificateName),
    (9, .certificateDate), (10, .certificateDate), (18, .certificateUntrusted),
    (19, .certificateUntrusted), (20, .certificateUntrusted), (21, .certificateUntrusted),
    (23, .tlsFailed), (30, .tlsFailed),
  ])
  func `what is wrong with a certificate has its own code`(
    _ verification: Int,
    _ code: TransportError.Code
  ) {
    let fault = CurlFault(code: CURLE_PEER_FAILED_VERIFICATION, verification: verification)
    #expect(fault.meaning == code)
  }

  @Test(arguments: [
    (407, TransportError.Code.proxyLogin), (403, .proxyRefused), (405, .proxyRefused),
    (502, .connectionLost), (504, .connectionLost), (200, .connectionLost), (0, .connectionLost),
  ])
  func `a proxy that says no is told from one that fails`(
    _ status: Int,
    _ code: TransportError.Code
  ) {
    #expect(CurlFault(code: CURLE_RECV_ERROR, proxyStatus: status).meaning == code)
  }
}
