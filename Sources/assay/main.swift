import Commands

Assay.start()
