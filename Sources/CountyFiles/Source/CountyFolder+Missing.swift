import Glibc
import Governance
import RulesEngine

extension CountyFolder {
    /// Why nothing in the folder at `path` can be read; nil if that is not the folder's own fault.
    static func fault(ofFolder path: String) -> CountyFileFault? {
        var status = stat()
        let message: LocalizedText
        if stat(path, &status) != 0 {
            let isMissing = errno == ENOENT
            let reason = String(cString: strerror(errno))
            message =
                isMissing
                ? LocalizedText(
                    chinese: "没有这个文件夹，请检查名称和当前目录",
                    english: "there is no such folder; look at its name and at where you are")
                : LocalizedText(
                    chinese: "无法读取此文件夹：\(reason)",
                    english: "the folder cannot be read: \(reason)")
        } else if status.st_mode & S_IFMT != S_IFDIR {
            message = LocalizedText(
                chinese: "这不是文件夹，请给出 county.yaml 所在的文件夹",
                english: "this is not a folder; name the one in which county.yaml lies")
        } else if access(path, X_OK) != 0 {
            message = LocalizedText(
                chinese: "没有权限读取此文件夹", english: "this folder may not be read")
        } else {
            return nil
        }
        return CountyFileFault(
            code: FaultCode.noFolder.rawValue, message: message,
            position: SourcePosition(file: path, line: 1, column: 1), excerpt: nil)
    }
}
