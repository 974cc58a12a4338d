import ArgumentParser
@main struct GridDispatch: ParsableCommand {}
