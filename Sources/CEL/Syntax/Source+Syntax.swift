extension Source {
    /// Makes sure that the text is one whole expression by the grammar, whatever its names mean.
    ///
    /// - Throws: All the errors, sorted by position.
    public func checkSyntax(within limits: Limits = Limits()) throws(CompilationFailure) {
        _ = try Parser.parse(self, limits: limits)
    }
}
