-- What the test of Neovim does in it: opens an ordinary C file and a cell config, waits for findings, asks for a hover,
-- mends a fault, types in a header, and writes what it saw as JSON to the file $WARDEN_SEEN. It does not judge. Nothing waits for longer
-- than the deadline, and nothing for a fixed time.
local deadline = 20000

local function await(what, is_there)
  if not vim.wait(deadline, is_there, 5) then
    error('waited in vain for ' .. what)
  end
end

local function findings(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local lsp = diagnostic.user_data and diagnostic.user_data.lsp or {}
    table.insert(found, {
      line = diagnostic.lnum + 1,
      rule = diagnostic.code or lsp.code,
      source = diagnostic.source,
      message = diagnostic.message,
    })
  end
  return found
end

local function rules(buffer)
  return vim.tbl_map(function(finding)
    return finding.rule
  end, findings(buffer))
end

local function has(buffer, rule)
  return vim.tbl_contains(rules(buffer), rule)
end

local function forget_settings(buffer)
  local _, client = next(vim.lsp.buf_get_clients(buffer))
  client.config.settings = {}
  client.settings = {}
  client.notify('workspace/didChangeConfiguration', { settings = vim.empty_dict() })
end

local function open(name)
  vim.cmd('edit ' .. name)
  local buffer = vim.api.nvim_get_current_buf()
  await('the server of ' .. name, function()
    local _, client = next(vim.lsp.buf_get_clients(buffer))
    return client and client.initialized
  end)
  return buffer
end

-- The first place of a text, counted from 0.
local function place_of(buffer, text)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    local column = line:find(text, 1, true)
    if column then
      return row - 1, column - 1
    end
  end
  error(text .. ' is not there')
end

local function hover(buffer, text)
  local row, column = place_of(buffer, text)
  local answers, problem = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', {
    textDocument = { uri = vim.uri_from_bufnr(buffer) },
    position = { line = row, character = column },
  }, deadline)
  if not answers then
    error('no answer to a hover: ' .. tostring(problem))
  end
  local _, answer = next(answers)
  return answer and answer.result and answer.result.contents.value or nil
end

local function servers_of(name)
  vim.cmd('edit ' .. name)
  return vim.tbl_count(vim.lsp.buf_get_clients(vim.api.nvim_get_current_buf()))
end

-- A cell that takes its CPUs from a header: one that the root has, and one that it lacks, typed and not saved.
local function type_in_header()
  local cell = open('osprey-lamp.c')
  local header = open('osprey-lamp.h')
  local seen = { filetype = vim.bo[header].filetype, header = hover(header, 'LAMP_CPUS') }
  vim.api.nvim_buf_set_lines(header, 0, 1, true, { '#define LAMP_CPUS (1ULL << 60)' })
  await('a finding of what is typed in the header', function()
    return has(cell, 'cpu-not-in-root')
  end)
  seen.findings = #findings(header)
  seen.is_saved = not vim.bo[header].modified
  vim.cmd('bdelete!')
  await('the finding to go with the header', function()
    return not has(cell, 'cpu-not-in-root')
  end)
  seen.source = servers_of('ordinary.cpp')
  return seen
end

local function look()
  vim.o.hidden = true
  -- Findings are published in the order in which the files were opened: when the last one has its own, so have these.
  local ordinary = open('ordinary.c')
  local service = open('osprey-service.c')
  local cell = open('osprey-vision.c')
  await('findings', function()
    return has(cell, 'cpu-not-in-root')
  end)
  local seen = {
    version = vim.fn.matchstr(vim.fn.execute('version'), 'NVIM v\\S*'),
    before = findings(cell),
    hover = hover(cell, '0x118'),
    service = { asSetUp = rules(service) },
    ordinary = { findings = #findings(ordinary), hover = hover(ordinary, 'main') },
  }
  local row, column = place_of(cell, '0x118')
  vim.api.nvim_buf_set_text(cell, row, column, row, column + 5, { '0x18' })
  await('the finding to go', function()
    return not has(cell, 'cpu-not-in-root')
  end)
  seen.after = findings(cell)
  forget_settings(service)
  await('what the settings had switched off', function()
    return has(service, 'cpu-shared-alternatives')
  end)
  seen.service.byDefault = rules(service)
  seen.header = type_in_header()
  return seen
end

local worked, seen = pcall(look)
vim.fn.writefile({ vim.fn.json_encode(worked and seen or { problem = tostring(seen) }) }, vim.env.WARDEN_SEEN)
vim.cmd('qall!')
