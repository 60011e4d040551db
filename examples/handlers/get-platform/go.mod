module listbackup.ai/examples/get-platform

go 1.21
