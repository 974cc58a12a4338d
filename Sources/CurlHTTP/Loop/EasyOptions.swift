import CCurl

/// Sets options of an easy handle and keeps the first refusal, so that none goes unseen.
struct EasyOptions {
    private let easy: UnsafeMutableRawPointer
    private(set) var code = CURLE_OK

    init(_ easy: UnsafeMutableRawPointer) {
        self.easy = easy
    }

    mutating func number(_ option: CURLoption, _ value: Int) {
        note(ccurl_set_long(easy, option, value))
    }

    mutating func offset(_ option: CURLoption, _ value: Int) {
        note(ccurl_set_offset(easy, option, curl_off_t(value)))
    }

    /// Sets a text that libcurl copies; nil takes the option's default away.
    mutating func text(_ option: CURLoption, _ value: String?) {
        note(ccurl_set_text(easy, option, value))
    }

    /// Sets a pointer that libcurl keeps.
    mutating func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) {
        note(ccurl_set_pointer(easy, option, value))
    }

    mutating func copiedBytes(_ bytes: [UInt8]) {
        offset(CURLOPT_POSTFIELDSIZE_LARGE, bytes.count)
        let code = bytes.withUnsafeBytes { bytes in
            ccurl_set_text(
                easy, CURLOPT_COPYPOSTFIELDS, bytes.assumingMemoryBound(to: CChar.self).baseAddress)
        }
        note(code)
    }

    mutating func note(_ result: CURLcode) {
        if code == CURLE_OK { code = result }
    }
}
