/// The tool's version, as `assay --version` and the pages say it.
package let toolVersion = "0.1.0"
