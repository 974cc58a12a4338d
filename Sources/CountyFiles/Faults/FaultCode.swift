/// The stable codes of what can be wrong with a county's folder.
///
/// A code is never renamed and never given a second meaning. Faults of the rules' conditions keep
/// the codes of the expression language beside these.
public enum FaultCode: String, CaseIterable, Sendable {
    /// The folder is not there, is no folder or may not be entered.
    case noFolder = "county.no_folder"
    /// A file is not there, is not a regular file or may not be read.
    case unreadable = "county.unreadable"
    /// A file is longer than the limit.
    case tooLarge = "county.too_large"
    /// A file is not UTF-8.
    case notUTF8 = "county.not_utf8"
    /// A file is not YAML.
    case yamlSyntax = "county.yaml_syntax"
    /// A file uses an alias, which could make a small file huge.
    case alias = "county.alias"
    /// Values are nested too deep.
    case tooDeep = "county.too_deep"
    /// There is more of something than the limit.
    case tooMany = "county.too_many"
    /// A name or a key stands twice.
    case duplicate = "county.duplicate"
    /// A mapping has a key that means nothing.
    case unknownKey = "county.unknown_key"
    /// A mapping lacks a key, or a folder lacks a part.
    case missingKey = "county.missing_key"
    /// A value is of another kind, such as text where a list is needed.
    case wrongType = "county.wrong_type"
    /// A value is of the right kind but means nothing here.
    case badValue = "county.bad_value"
    /// A text lacks one of the languages.
    case missingTranslation = "county.missing_translation"
    /// A name stands for nothing.
    case unknownReference = "county.unknown_reference"
    /// More faults were found than are shown.
    case moreFaults = "county.more_faults"
}
